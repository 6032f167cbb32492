import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DialogueCard } from '../../domain/dialogue/contract.ts';
import { buttonClass } from '../components/Button.tsx';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { useDialogues } from './api.ts';
import './dialogue.css';

/** Beside the rounds: the dialogues I am named in, and the two ways to ask fewer people than a round takes. */
export function DialogueSection({ id, may }: { id: string; may: boolean }) {
  const { t } = useTranslation('dialogue');
  const dialogues = useDialogues(id).data ?? [];
  return (
    <Section title={t('section.title')} aside={t('section.aside')}>
      <div className="stack">
        {dialogues.length > 0 && (
          <ul className="l rows named">
            {dialogues.map((dialogue) => (
              <Row key={dialogue.id} id={id} dialogue={dialogue} />
            ))}
          </ul>
        )}
        <Few id={id} may={may} />
      </div>
    </Section>
  );
}

/** What to do with fewer people than a round takes. */
export function Few({ id, may }: { id: string; may: boolean }) {
  const { t } = useTranslation('dialogue');
  return (
    <div className="stack tight noprint">
      <p className="sm dim measure">{t('section.text')}</p>
      <div className="acts">
        {may && (
          <Link to="/partnerships/$id/listen/dialogues/new" params={{ id }} className={buttonClass()}>
            {t('section.call')}
          </Link>
        )}
        <Link to="/reflections" search={{ about: id } as never} className={buttonClass('plain')}>
          {t('section.reflect')}
        </Link>
      </div>
    </div>
  );
}

function Row({ id, dialogue }: { id: string; dialogue: DialogueCard }) {
  const { t } = useTranslation('dialogue');
  const format = useFormat();
  const me = dialogue.people.find((one) => one.me);
  const all = dialogue.people.every((one) => one.consentedAt);
  const step =
    dialogue.state !== 'waiting'
      ? dialogue.state
      : !me?.consentedAt
        ? 'decide'
        : all && !me.sentAt
          ? 'answer'
          : 'waiting';
  return (
    <li>
      <div>
        <h3>
          <Link to="/partnerships/$id/listen/dialogues/$dialogueId" params={{ id, dialogueId: dialogue.id }}>
            {dialogue.title ?? t('title')}
          </Link>
        </h3>
        <p className="sm dim">{format.list(dialogue.people.map((one) => one.name))}</p>
      </div>
      <p className="sm">
        <span className={step === 'decide' || step === 'answer' ? 'badge proposed' : 'badge'}>
          {t(`section.step.${step}`)}
        </span>
        <small className="dim under">
          {t(`section.at.${dialogue.state}`, {
            when: format.moment(dialogue.openedAt ?? dialogue.endedAt ?? dialogue.closesAt, 'medium'),
          })}
        </small>
      </p>
    </li>
  );
}
