import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { Ref } from 'react';

/** A link that looks like a button: for what leads elsewhere and is the next thing to do. */
export const LinkButton = createLink((props: ButtonProps & { ref?: Ref<HTMLAnchorElement> }) => (
  <Button component="a" {...props} />
));

export const LinkText = createLink((props: AnchorProps & { ref?: Ref<HTMLAnchorElement> }) => <Anchor {...props} />);
