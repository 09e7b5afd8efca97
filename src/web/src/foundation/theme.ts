import { type CSSVariablesResolver, createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "blue",
  primaryShade: 8,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "1.25rem" }, h2: { fontSize: "1rem" }, h3: { fontSize: "0.875rem" } },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  components: {
    Alert: { defaultProps: { variant: "outline", bg: "white" } },
    Button: { defaultProps: { size: "sm", fw: 500 } },
    InputWrapper: { styles: { label: { fontWeight: 400, lineHeight: 1.4, display: "block" } } },
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 6, fz: 13 } },
    Tooltip: {
      defaultProps: { multiline: true, maw: 320, withArrow: true, events: { hover: true, focus: true, touch: true } },
    },
    Notification: {
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      styles: { description: { color: "var(--mantine-color-text)" } },
    },
    Select: { defaultProps: { comboboxProps: { shadow: "md" } } },
  },
});

/** Mantine's grey and red texts are fainter than 4.5:1 on white; these are not. */
export const readableText: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-disabled-color": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    "--mantine-color-anchor": "var(--mantine-color-blue-9)",
  },
  dark: {},
});
