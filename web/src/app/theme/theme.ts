import { Button, createTheme, localStorageColorSchemeManager, Menu, Modal, Popover, Tooltip } from "@mantine/core";

const transitionProps = { duration: 120, timingFunction: "ease-out" } as const;

/** Mantine as the design draws it; its colours come from tokens.css by way of mantine.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "sm" } }),
    Menu: Menu.extend({ defaultProps: { shadow: "md", radius: "lg", transitionProps } }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", radius: "lg", transitionProps } }),
    // Locking the scroll would write a <style> element, which the content security policy forbids.
    Modal: Modal.extend({ defaultProps: { radius: "xl", centered: true, lockScroll: false, transitionProps } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, transitionProps } }),
  },
});

export const colorSchemeManager = localStorageColorSchemeManager({ key: "footpath.theme" });
