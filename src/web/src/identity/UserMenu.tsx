import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { saveAllDrafts } from "../dispositions/drafts";
import { api, ask } from "../foundation/api";
import { DownIcon, OffIcon } from "../foundation/icons";
import { tellFailure } from "../foundation/notify";
import { sessionQuery, useMe } from "./session";

export function UserMenu() {
  const me = useMe();
  const queryClient = useQueryClient();
  const router = useRouter();
  const signOut = async () => {
    try {
      await saveAllDrafts();
      await ask(api.DELETE("/api/session"));
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, null);
      await router.navigate({ to: "/sign-in" });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <Menu position="bottom-end" shadow="md" width={200}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="dark"
          h={32}
          px={8}
          rightSection={<DownIcon />}
          maw={180}
          style={{ flexShrink: 0 }}
        >
          {me?.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{[me?.role.title, me?.team].filter(Boolean).join(", ")}</Menu.Label>
        <Menu.Item leftSection={<OffIcon />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
