import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Dark enough at 6 to carry white text, and at 8 in the dark scheme. */
const accord: MantineColorsTuple = [
  '#eef2ff',
  '#dce3fb',
  '#b6c4f2',
  '#8ea4ea',
  '#6c88e3',
  '#5675df',
  '#2b4fd8',
  '#2344c2',
  '#1b3cae',
  '#0a2f95',
];

export const theme = createTheme({
  primaryColor: 'accord',
  primaryShade: { light: 6, dark: 6 },
  colors: { accord },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontWeight: '600' },
  cursorType: 'pointer',
  // Its lock writes a style into the page that the policy refuses; what scrolls is not the body anyway.
  components: { Modal: { defaultProps: { lockScroll: false } } },
  respectReducedMotion: true,
});
