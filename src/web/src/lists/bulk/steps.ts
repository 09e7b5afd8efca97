/** The steps of changing many people. */
export const steps = ["What", "Preview", "Result"] as const;
