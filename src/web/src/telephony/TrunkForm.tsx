import {
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  SimpleGrid,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import type { Trunk, TrunkInput } from "../api/types";
import { api, ask, fieldWords } from "../foundation/api";
import { FormEnd } from "../foundation/FormEnd";
import { tell } from "../foundation/notify";
import { trunksQuery } from "./queries";

interface TrunkDialogProps {
  /** Which is changed; "new" adds one, null closes it. */
  trunk: Trunk | "new" | null;
  onClose: () => void;
}

/** Adds or changes a trunk; it is in force as soon as it is saved. */
export function TrunkDialog({ trunk, onClose }: TrunkDialogProps) {
  const kept = trunk === "new" ? null : trunk;
  return (
    <Modal
      opened={trunk !== null}
      onClose={onClose}
      size="lg"
      title={kept ? `Change ${kept.name}` : "Add a trunk"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {trunk !== null && <Form kept={kept} onClose={onClose} />}
    </Modal>
  );
}

const texts = [
  [
    "from",
    "Calls come from",
    "Addresses or networks of the carrier, with commas between: 203.0.113.7, 198.51.100.0/24",
  ],
  ["outbound", "Calls out go to", "ADDRESS:PORT; empty for calls in only"],
  ["domain", "Domain", "Where the carrier wants one in its addresses"],
  ["redirectHosts", "May redirect calls to", "Hosts beside its own addresses, with commas between"],
] as const;

const transports = [
  { value: "udp", label: "UDP" },
  { value: "tcp", label: "TCP" },
  { value: "tls", label: "TLS" },
];

const audios = [
  { value: "plain", label: "Not encrypted (RTP)" },
  { value: "srtp", label: "Encrypted always (SRTP)" },
];

const numbers = [
  ["priority", "Priority", "Lower is tried first"],
  ["weight", "Weight", "Share within a priority"],
  ["askSeconds", "Asked every, s", "0 for never"],
  ["silentSeconds", "Silent for, s", "Then the next is tried"],
] as const;

/** What was typed; what is not in it stays as it is kept. */
type Draft = { [Field in keyof TrunkInput]?: NonNullable<TrunkInput[Field]> };

const usual = {
  from: "",
  outbound: "",
  domain: "",
  redirectHosts: "",
  priority: 1,
  weight: 1,
  askSeconds: 30,
  silentSeconds: 4,
  transport: "udp" as const,
  authority: "",
  audio: "plain" as const,
  registers: false,
  unavailableGoesOn: false,
  user: "",
};

function Form({ kept, onClose }: { kept: Trunk | null; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(kept?.name ?? "");
  const [changes, setChanges] = useState<Draft>({});
  const shown = { ...usual, ...kept, ...changes };
  const save = useMutation({
    mutationFn: () => ask(api.PUT("/api/trunks/{name}", { params: { path: { name: name.trim() } }, body: changes })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trunksQuery.queryKey });
      tell(`${name.trim()} is saved`);
      onClose();
    },
  });
  const wrong = fieldWords(save.error);
  const change = (patch: Draft) => setChanges((before) => ({ ...before, ...patch }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={10}>
        <TextInput
          label="Name"
          data-autofocus={kept ? undefined : true}
          required
          readOnly={kept !== null}
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrong.name}
        />
        {texts.map(([field, label, description]) => (
          <TextInput
            key={field}
            label={label}
            description={description}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus={kept && field === "from" ? true : undefined}
            value={shown[field] ?? ""}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
            error={wrong[field]}
          />
        ))}
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing={10}>
          {numbers.map(([field, label, description]) => (
            <NumberInput
              key={field}
              label={label}
              description={description}
              allowDecimal={false}
              allowNegative={false}
              value={shown[field]}
              onChange={(value) => change({ [field]: value === "" ? 0 : Number(value) })}
              error={wrong[field]}
            />
          ))}
        </SimpleGrid>
        <NativeSelect
          label="Signalling by"
          description="With TLS the carrier's certificate has to hold the domain, or the address where there is no domain"
          data={transports}
          value={shown.transport}
          onChange={(event) => change({ transport: event.currentTarget.value as Trunk["transport"] })}
          error={wrong.transport}
        />
        {(shown.transport === "tls" || shown.audio === "srtp") && (
          <NativeSelect
            label="Audio"
            description="Encrypted always: a call that would not be is refused, in and out"
            data={audios}
            value={shown.audio}
            onChange={(event) => change({ audio: event.currentTarget.value as Trunk["audio"] })}
            error={wrong.audio}
          />
        )}
        {shown.transport === "tls" && (
          <Textarea
            label="Carrier's certificate authority"
            description="In PEM, where the carrier signs its certificates itself; empty for the authorities that this server trusts"
            autosize
            minRows={2}
            maxRows={6}
            spellCheck={false}
            value={shown.authority ?? ""}
            onChange={(event) => change({ authority: event.currentTarget.value })}
            error={wrong.authority}
          />
        )}
        <Switch
          label="480 leads to the next trunk"
          description="For a carrier that says so when it cannot place a call, and not when the callee does not answer"
          checked={shown.unavailableGoesOn}
          onChange={(event) => change({ unavailableGoesOn: event.currentTarget.checked })}
        />
        <Switch
          label="Register at the carrier"
          checked={shown.registers}
          onChange={(event) => change({ registers: event.currentTarget.checked })}
        />
        <Group align="flex-start" gap={10} grow>
          <TextInput
            label="User"
            description="Where the carrier asks for one"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={shown.user ?? ""}
            onChange={(event) => change({ user: event.currentTarget.value })}
            error={wrong.user}
          />
          <PasswordInput
            label="Password"
            description={kept?.hasPassword ? "One is set; empty leaves it" : "Never shown again"}
            autoComplete="new-password"
            value={changes.password ?? ""}
            onChange={(event) => change({ password: event.currentTarget.value || undefined })}
            error={wrong.password}
            visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
          />
        </Group>
        <FormEnd doing={save} disabled={!name.trim()} onCancel={onClose} />
      </Stack>
    </form>
  );
}
