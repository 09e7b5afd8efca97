import { Button, Menu, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { directoryQuery } from "../practices/queries";

interface PortalButtonProps {
  of: string;
  practice: string;
  link: string;
}

const placeholder = "{npi}";

const newTab = { component: "a", target: "_blank", rel: "noopener noreferrer" } as const;

/** Opens a payer's portal in a new tab. Where its address names a provider, one is chosen; nothing of a patient goes into it. */
export function PortalButton({ of, practice, link }: PortalButtonProps) {
  if (!link.includes(placeholder))
    return (
      <Button {...newTab} href={link} size="xs" h={32} px={8} variant="default" aria-label={`Open the portal of ${of}`}>
        Open the portal
      </Button>
    );
  return <ForProvider of={of} practice={practice} link={link} />;
}

function ForProvider({ of, practice, link }: PortalButtonProps) {
  const providers = useQuery(directoryQuery(practice)).data?.providers.filter((each) => each.npi && !each.retired);
  if (providers?.length === 0) return <Text c="dimmed">Portal: no provider has an NPI on file</Text>;
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button size="xs" h={32} px={8} variant="default" disabled={!providers} aria-label={`Open the portal of ${of}`}>
          Open the portal for …
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {providers?.map(({ id, name, npi }) => (
          <Menu.Item key={id} {...newTab} href={link.replaceAll(placeholder, encodeURIComponent(npi ?? ""))}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
