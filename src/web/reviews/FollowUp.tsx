import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FollowUp } from '../../domain/reviews/contract.ts';
import type { Mark } from '../../domain/reviews/words.ts';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { useFollowUp } from './api.ts';

/** Arrows that stay apart without colour: up over a line, up, level, down. */
const SIGNS: Record<Mark, string> = {
  recovered: 'M3.5 17.5h13M10 14V3.5M5.5 8 10 3.5 14.5 8',
  better: 'M10 16V4M5.5 8.5 10 4l4.5 4.5',
  unchanged: 'M3.5 7.5h13M3.5 12.5h13',
  worse: 'M10 4v12M5.5 11.5 10 16l4.5-4.5',
};

export function MarkBadge({ mark }: { mark: Mark | null }) {
  const { t } = useTranslation(['reviews', 'delivery']);
  return (
    <span className={`badge mark ${mark ?? 'unsaid'}`}>
      {mark && (
        <svg className="ic" viewBox="0 0 20 20" aria-hidden="true">
          <path d={SIGNS[mark]} />
        </svg>
      )}
      {t(`mark.${mark ?? 'unsaid'}`)}
    </span>
  );
}

/** Beside an item of the chart: what became of it since it was talked through. Nothing where it was not. */
export function ItemMark({ itemKey }: { itemKey: string }) {
  const found = useFollowUp()?.items.find((item) => item.key === itemKey);
  return found ? <MarkBadge mark={found.mark} /> : null;
}

/** With the item's details: what was concluded and agreed about it, and how that stands. */
export function ItemFollowUp({ itemKey }: { itemKey: string }) {
  const { t } = useTranslation(['reviews', 'delivery']);
  const format = useFormat();
  const followUp = useFollowUp();
  const found = followUp?.items.find((item) => item.key === itemKey);
  if (!found || !followUp?.before) return null;
  return (
    <section className="agreed-before">
      <h4>{t('before.title', { number: followUp.before.number })}</h4>
      <p className="sm">
        <MarkBadge mark={found.mark} />{' '}
        <span className="dim">
          {found.mark
            ? t(`before.${found.mark}`)
            : t('before.unsaid', {
                reason: found.change.kind === 'not-comparable' ? found.change.reason : t('before.notShown'),
              })}
        </span>
      </p>
      {found.conclusions.length > 0 && (
        <ul className="l said-list sm">
          {found.conclusions.map((text) => (
            <li key={text}>
              <p className="joint said">{text}</p>
            </li>
          ))}
        </ul>
      )}
      {found.actions.length > 0 ? (
        <ul className="l sm before-actions">
          {found.actions.map((action) => (
            <li key={action.id}>
              <span className={`badge ${action.late ? 'discuss' : ''}`}>
                {t(`delivery:state.${action.late ? 'late' : action.state}`)}
              </span>{' '}
              {action.text}{' '}
              <span className="dim">
                {action.owner.name}, {format.day(action.dueOn, 'medium')}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="sm dim">{t('before.noActions')}</p>
      )}
    </section>
  );
}

const COUNTED: (Mark | null)[] = ['recovered', 'better', 'unchanged', 'worse', null];

/** Over all items: what the last session's items did, and why some of that would have come by itself. */
export function FollowUpSummary({ partnership, found }: { partnership: string; found: FollowUp }) {
  const { t } = useTranslation(['reviews', 'delivery']);
  const format = useFormat();
  const { before, items, drift } = found;
  if (!before) return null;
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value), 1)}`;
  return (
    <Section
      title={t('since.title', { number: before.number })}
      more={
        <Link to="/partnerships/$id/listen/$roundId/minutes" params={{ id: partnership, roundId: before.roundId }}>
          {t('since.minutes')}
        </Link>
      }
    >
      <div className="stack tight">
        <p>{t('since.talked', { count: before.items, day: format.date(before.heldOn) })}</p>
        <ul className="l marks">
          {COUNTED.map((mark) => {
            const count = items.filter((item) => item.mark === mark).length;
            return count > 0 ? (
              <li key={mark ?? 'unsaid'}>
                <b>{format.number(count)}</b> <MarkBadge mark={mark} />
              </li>
            ) : null;
          })}
        </ul>
        <p className="sm dim reading">
          {t('since.regression')}{' '}
          {drift && t('since.drift', { discussed: signed(drift.discussed), others: signed(drift.others) })}
        </p>
      </div>
    </Section>
  );
}
