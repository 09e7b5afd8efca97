import { Badge } from "@mantine/core";

/** Stands behind the name of a person whose record is hidden until somebody says why. */
export function VipMark({ vip }: { vip?: boolean }) {
  if (!vip) return null;
  return (
    <>
      {" "}
      <Badge component="span" variant="outline" color="dark" size="sm" flex="none" miw="max-content">
        VIP
      </Badge>
    </>
  );
}
