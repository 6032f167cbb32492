import { type ReactNode, useId } from 'react';

/**
 * A part of a page: a strong rule, a heading, content. `span` is its share of the twelve columns when it stands in a
 * `<div className="cols">`. `more` is the one link at the end of the heading line.
 */
export function Section({
  title,
  aside,
  more,
  span,
  level = 2,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  more?: ReactNode;
  span?: 4 | 5 | 6 | 7 | 8 | 12;
  level?: 2 | 3;
  children: ReactNode;
}) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={span ? `sec c${span}` : 'sec'} aria-labelledby={id}>
      <header>
        <Heading id={id}>{title}</Heading>
        {aside && <span className="sm dim">{aside}</span>}
        {more && <span className="more">{more}</span>}
      </header>
      {children}
    </section>
  );
}
