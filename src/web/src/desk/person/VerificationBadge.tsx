import { Badge } from "@mantine/core";
import { CheckIcon, LockIcon } from "../../foundation/icons";

interface VerificationBadgeProps {
  verified: boolean;
  locked: boolean;
  failures: number;
}

/** Whether who speaks is known: word, icon and colour. */
export function VerificationBadge({ verified, locked, failures }: VerificationBadgeProps) {
  if (verified) {
    return (
      <Badge tt="none" radius="sm" bg="teal.9" c="white" leftSection={<CheckIcon />}>
        Verified 2 of 2
      </Badge>
    );
  }
  if (locked) {
    return (
      <Badge tt="none" radius="sm" bg="red.9" c="white" leftSection={<LockIcon />}>
        Failed {failures}, locked
      </Badge>
    );
  }
  return (
    <Badge tt="none" radius="sm" variant="outline" color="dark">
      Not verified
    </Badge>
  );
}
