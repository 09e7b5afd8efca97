import { PhoneCard } from "../agents/PhoneCard";

export function PhoneSetup() {
  return <PhoneCard />;
}
