import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver } from '@mantine/core';

/** Calm, dense, flat: one accent; colour is kept for severity and TLP. */
export const theme = createTheme({
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  colors: {
    accent: [
      '#eef4fb',
      '#dae7f6',
      '#b3cdec',
      '#8ab4f0',
      '#5f97dc',
      '#3f7fcb',
      '#2c69b4',
      '#1f569c',
      '#1f4e8c',
      '#173b6b',
    ],
  },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The frame has the colour; words are words.
    Alert: { defaultProps: { styles: { title: { color: 'var(--mantine-color-text)' } } } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Modal: {
      // Its header is not the page's.
      defaultProps: { transitionProps: { duration: 80 }, attributes: { header: { role: 'none' } } },
    },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true } } },
  },
});

/** Mantine's greys are too pale for small text on our grounds (WCAG 2.2, 1.4.3). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfbfa',
    '--mantine-color-text': '#1b1d20',
    '--mantine-color-dimmed': '#565c64',
    '--mantine-color-placeholder': '#666c74',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#1f569c',
    '--mantine-color-default-border': '#8b9199',
  },
  dark: {
    '--mantine-color-body': '#15171a',
    '--mantine-color-text': '#e6e8eb',
    '--mantine-color-dimmed': '#a6acb5',
    '--mantine-color-placeholder': '#9aa0a9',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-anchor': '#8ab4f0',
    '--mantine-color-default-border': '#6b727b',
  },
});
