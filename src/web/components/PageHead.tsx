import type { ReactNode } from 'react';
import { useTitle } from '../platform/title.ts';

/** The head of a page: one h1, a sentence, the page's actions (one primary). Also sets the name of the tab. */
export function PageHead({
  title,
  context,
  intro,
  back,
  actions,
  hidden,
}: {
  title: string;
  /** Second part of the tab's name, e.g. the name of what the page belongs to. */
  context?: string;
  intro?: ReactNode;
  /** A link one level up, above the heading. */
  back?: ReactNode;
  actions?: ReactNode;
  /** The heading is there for screen readers only. */
  hidden?: boolean;
}) {
  useTitle(title, context);
  if (hidden) return <h1 className="vh">{title}</h1>;
  return (
    <div className="head">
      <div>
        {back && <p className="sm crumbs">{back}</p>}
        <h1>{title}</h1>
        {intro && <div className="dim intro">{intro}</div>}
      </div>
      {actions && <div className="acts noprint">{actions}</div>}
    </div>
  );
}
