import { calls, duration } from "../foundation/formats";
import type { MyDay } from "./myDay";

/** "Today 14 calls, 4:12 each" */
export function dayWords({ handled, averageHandle }: MyDay): string {
  return averageHandle === null
    ? `Today ${calls(handled)}`
    : `Today ${calls(handled)}, ${duration(averageHandle)} each`;
}
