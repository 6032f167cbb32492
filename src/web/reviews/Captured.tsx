import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discussion, Review } from '../../domain/reviews/contract.ts';
import { useFormat } from '../platform/useFormat.ts';
import { itemWords } from '../surveys/results/words.ts';
import type { Session } from './api.ts';
import { CaptureAction } from './CaptureAction.tsx';
import { CaptureText } from './CaptureText.tsx';
import { ActionLine, EntryLine } from './Lines.tsx';

/** What to talk about, and what was captured about this item by whoever is in the session. */
export function Captured({
  session,
  review,
  item,
  onChanged,
}: {
  session: Session;
  review: Review;
  item: Discussion;
  onChanged: () => Promise<unknown>;
}) {
  const { t } = useTranslation('reviews');
  const conclusions = review.entries.filter((one) => one.kind === 'conclusion' && one.itemKey === item.key);
  const celebrations = review.entries.filter((one) => one.kind === 'celebration');
  const actions = review.actions.filter((one) => one.review?.itemKey === item.key && one.state !== 'dropped');
  const ask = item.kind === 'strength' ? 'strength' : 'low';
  return (
    <>
      <Prompts review={review} item={item} />
      <section className="cap" aria-labelledby="h-conclusions">
        <h2 id="h-conclusions">{t('conclusions')}</h2>
        {conclusions.length > 0 && (
          <ul className="l">
            {conclusions.map((entry) => (
              <EntryLine key={entry.id} {...{ session, review, entry, onChanged }} />
            ))}
          </ul>
        )}
        {review.can.capture && (
          <CaptureText
            field="n"
            label={t(`ask.${ask}`)}
            placeholder={t('asYouTalk')}
            onAdd={(text, key) => session.addEntry({ kind: 'conclusion', itemKey: item.key, text }, key)}
            onChanged={onChanged}
          />
        )}
      </section>
      <section className="cap" aria-labelledby="h-actions">
        <h2 id="h-actions">{t('actions')}</h2>
        {actions.length > 0 && (
          <ul className="l">
            {actions.map((action) => (
              <ActionLine key={action.id} {...{ session, review, action, onChanged }} />
            ))}
          </ul>
        )}
        {review.can.capture && (
          <CaptureAction
            review={review}
            onAdd={(action, key) => session.addAction({ ...action, itemKey: item.key }, key)}
            onChanged={onChanged}
          />
        )}
      </section>
      <section className="cap" aria-labelledby="h-celebrations">
        <h2 id="h-celebrations">{t('celebrations')}</h2>
        {celebrations.length > 0 && (
          <ul className="l">
            {celebrations.map((entry) => (
              <EntryLine key={entry.id} {...{ session, review, entry, onChanged }} />
            ))}
          </ul>
        )}
        {review.can.capture && (
          <CaptureText
            field="c"
            label={t('ask.celebration')}
            placeholder={t('celebrate')}
            onAdd={(text, key) => session.addEntry({ kind: 'celebration', itemKey: null, text }, key)}
            onChanged={onChanged}
          />
        )}
      </section>
      <Heard review={review} />
    </>
  );
}

/** Questions that open the conversation; they name what the other items have to teach. */
function Prompts({ review, item }: { review: Review; item: Discussion }) {
  const { t } = useTranslation('reviews');
  const { language } = useFormat();
  const best = review.agenda.find((one) => one.kind === 'strength' && one.key !== item.key);
  const lowest = review.agenda.find((one) => one.kind !== 'strength' && one.key !== item.key);
  const words = (key: string) => itemWords(review.instrument, key, language);
  const prompts =
    item.kind === 'strength'
      ? [
          t('prompt.works'),
          t('prompt.momentGood'),
          lowest && t('prompt.helps', { item: words(lowest.key), average: lowest.result.total?.shown ?? '' }),
        ]
      : [
          t(item.kind === 'worth' ? 'prompt.whatWouldIt' : 'prompt.why'),
          t('prompt.moment'),
          best && t('prompt.learn', { item: words(best.key), average: best.result.total?.shown ?? '' }),
        ];
  return (
    <section aria-labelledby="h-prompts">
      <h2 id="h-prompts">{t('toTalk')}</h2>
      <ul className="l ask dim">
        {prompts.filter(Boolean).map((prompt) => (
          <li key={String(prompt)}>{prompt}</li>
        ))}
      </ul>
    </section>
  );
}

/** Says aloud, to those who listen to the page, what others have just written. */
function Heard({ review }: { review: Review }) {
  const { t } = useTranslation('reviews');
  const known = useRef<Set<string> | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const all = [...review.entries, ...review.actions];
    const before = known.current;
    known.current = new Set(all.map((one) => one.id));
    if (!before) return;
    const fresh = all.filter((one) => !before.has(one.id) && one.by.name !== review.me.name);
    const last = fresh.at(-1);
    if (last) setSaid(t('heard', { name: last.by.name, text: last.text }));
  }, [review, t]);
  return (
    <p className="vh" role="status">
      {said}
    </p>
  );
}
