import { Anchor, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TrunkDialog } from "../telephony/TrunkForm";
import { setUpQuery } from "./queries";
import type { StepProps } from "./SetUpPage";

/** The trunk that calls come over. */
export function CarrierStep({ setUp, onDone }: StepProps) {
  const queryClient = useQueryClient();
  const [adding, dialog] = useDisclosure(false);
  const close = () => {
    dialog.close();
    void queryClient.invalidateQueries({ queryKey: setUpQuery.queryKey });
  };
  return (
    <>
      <Text>
        A carrier brings calls over a trunk, and says from which addresses. Only those are heard; everybody else who
        knocks gets no answer.
      </Text>
      {setUp.trunks.length > 0 && (
        <Text>
          There is {setUp.trunks.join(", ")}; whether it answers is on the page{" "}
          <Anchor component={Link} to="/trunks">
            Trunks
          </Anchor>
          .
        </Text>
      )}
      <Group>
        <Button variant={setUp.trunks.length ? "default" : "filled"} onClick={dialog.open}>
          Add a trunk
        </Button>
        {setUp.trunks.length > 0 && <Button onClick={() => onDone()}>Next</Button>}
      </Group>
      <TrunkDialog trunk={adding ? "new" : null} onClose={close} />
    </>
  );
}
