import { parseNumber } from "../../foundation/formats";

const services = ["911", "988", "933"];

/** A number to call, or one of the services that always connect: 911, 988 (crisis line) and 933 (which reads back the address 911 would see). */
export const dialTarget = (typed: string) => services.find((service) => service === typed.trim()) ?? parseNumber(typed);
