import type { ReactNode, Ref } from 'react';

type Props = {
  /** `late`: something must be done; `soon`: something should be known. */
  readonly tone: 'late' | 'soon';
  readonly title: string;
  readonly children?: ReactNode;
  /** How it is told to those who do not see it appear. */
  readonly role?: 'alert' | 'status';
  readonly ref?: Ref<HTMLElement>;
};

/** Something to be noticed among other things, without shouting. */
export function Callout({ tone, title, children, role, ref }: Props) {
  return (
    <section className="callout" data-tone={tone} role={role} ref={ref} tabIndex={-1}>
      <p className="callout-title">{title}</p>
      {children}
    </section>
  );
}
