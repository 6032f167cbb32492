import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOf } from '../../domain/documents/kinds.ts';
import type { Readable } from './DocumentText.tsx';

/** The sections of a text, and which of them is being read. `notes`: a word beneath a section's name. */
export function Outline({ text, notes }: { text: Readable; notes?: Map<string, string> }) {
  const { t } = useTranslation('documents');
  const { sections } = kindOf(text.kind);
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    const seen = new Map<string, boolean>();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen.set(entry.target.id.slice(2), entry.isIntersecting);
        setCurrent(sections.find(({ key }) => seen.get(key))?.key ?? null);
      },
      { rootMargin: '-10% 0px -70%' },
    );
    for (const { key } of sections) {
      const heading = document.getElementById(`s-${key}`);
      if (heading) watch.observe(heading);
    }
    return () => watch.disconnect();
  }, [sections]);
  return (
    <nav className="toc noprint" aria-label={t('text.outline')}>
      <ol className="l">
        {sections.map(({ key }, index) => (
          <li key={key}>
            <a href={`#s-${key}`} aria-current={current === key ? 'location' : undefined}>
              <span>{index + 1}</span>
              <span>{text.headings[key]?.title ?? key}</span>
              {notes?.get(key) && <small>{notes.get(key)}</small>}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
