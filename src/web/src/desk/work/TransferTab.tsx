import { Stack } from "@mantine/core";
import type { CallControls } from "../../agents/callControls";
import type { CurrentCall, ParkedCall } from "../../api/types";
import { Parked } from "./Parked";
import { TransferForm } from "./TransferForm";

interface TransferTabProps {
  call: CurrentCall | null;
  controls: CallControls;
  parked: ParkedCall[];
}

/** Where a call can go: to somebody, or to a parking place and back. */
export function TransferTab({ call, controls, parked }: TransferTabProps) {
  return (
    <Stack gap={12}>
      <TransferForm key={call?.id} controls={controls} />
      <Parked parked={parked} park={controls.park} />
    </Stack>
  );
}
