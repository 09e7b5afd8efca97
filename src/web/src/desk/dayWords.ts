import type { MyDay } from "../api/types";
import { calls, duration } from "../foundation/formats";

/** "Today 14 calls, inbound 4:12 each": all calls talked in, and the handle time of those that came in. */
export function dayWords({ figures }: Pick<MyDay, "figures">): string {
  const of = (key: string) => figures.find((figure) => figure.key === key)?.value ?? null;
  const each = of("averageHandleTime");
  const count = `Today ${calls(of("calls") ?? 0)}`;
  return each === null ? count : `${count}, inbound ${duration(each)} each`;
}
