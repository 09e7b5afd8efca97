import type { ReactNode } from "react";
import { Step as OneOf } from "../foundation/Step";

const steps = ["File", "Columns", "Check", "Result"] as const;

interface StepProps {
  number: 1 | 2 | 3 | 4;
  title: string;
  note?: ReactNode;
  children: ReactNode;
}

/** One of the four steps of an import. */
export const Step = (props: StepProps) => <OneOf steps={steps} {...props} />;
