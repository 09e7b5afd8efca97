import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ApiError, toApiError } from "../foundation/api";
import { ReasonDialog } from "../foundation/ReasonDialog";

async function download(id: string, kind: string, reason: string) {
  let response: Response;
  try {
    response = await fetch(`/api/interactions/${encodeURIComponent(id)}/recording/download`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Kindline": "1" },
      body: JSON.stringify({ reason, kind }),
    });
  } catch {
    throw new ApiError(0, "The server cannot be reached");
  }
  if (!response.ok) throw toApiError(response.status, await response.json().catch(() => null), response.headers);
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: `recording-${id}.wav` });
  link.click();
  URL.revokeObjectURL(url);
}

/** A copy of the recording for those who may, with the reason that the audit trail keeps. */
export function DownloadRecording({ interactionId, kind }: { interactionId: string; kind: "call" | "voicemail" }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" h={32} onClick={dialog.open}>
        Download
      </Button>
      <ReasonDialog
        title="Download the recording"
        label="Why is a copy needed?"
        note="Your name, the time and this reason are kept in the audit trail."
        least={10}
        confirmWords="Download"
        opened={opened}
        onClose={dialog.close}
        onConfirm={(reason) => download(interactionId, kind, reason)}
      />
    </>
  );
}
