import {
  Button,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  Menu,
  Modal,
  Popover,
  Tooltip,
  type VariantColorsResolver,
} from "@mantine/core";

const transitionProps = { duration: 120, timingFunction: "ease-out" } as const;

/** Filled acts, ghost and quiet stay ink; anything else is as Mantine has it. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const plain = {
    background: "transparent",
    hover: "var(--stage-tint)",
    hoverColor: "var(--ink)",
    color: "var(--ink)",
  };
  if (input.variant === "filled")
    return {
      background: "var(--accent)",
      hover: "var(--mantine-primary-color-filled-hover)",
      hoverColor: "var(--accent-ink)",
      color: "var(--accent-ink)",
      border: "none",
    };
  if (input.variant === "default") return { ...plain, border: "1px solid var(--line-2)" };
  if (input.variant === "subtle") return { ...plain, border: "none" };
  return defaultVariantColorsResolver(input);
};

/** Mantine as the design draws it; its colours come from tokens.css by way of mantine.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" } }),
    // Its focus placeholder would be a child that no menu may have; the first item takes the focus instead.
    Menu: Menu.extend({
      defaultProps: { shadow: "md", radius: "lg", withInitialFocusPlaceholder: false, transitionProps },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", radius: "lg", transitionProps } }),
    // Locking the scroll would write a <style> element, which the content security policy forbids.
    Modal: Modal.extend({ defaultProps: { radius: "xl", centered: true, lockScroll: false, transitionProps } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps } }),
  },
});

export const colorSchemeManager = localStorageColorSchemeManager({ key: "footpath.theme" });
