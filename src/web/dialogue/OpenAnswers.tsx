import type { CSSProperties } from 'react';
import type { Dialogue, Named } from '../../domain/dialogue/contract.ts';
import { sideBySide } from '../../domain/dialogue/side-by-side.ts';
import { textIn } from '../../domain/surveys/texts.ts';
import { Section } from '../components/Section.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { PartyName } from '../partnerships/PartyName.tsx';
import { pointsOf, Said } from './AnswerForm.tsx';
import type { Own } from './useOwn.ts';

type Props = { partnership: string; dialogue: Dialogue; own: Own };

/** Everybody's answers by name, what is seen most differently first. */
export function OpenAnswers({ partnership, dialogue, own }: Props) {
  const { t, language, moment } = own;
  const { instrument, people } = dialogue;
  const parties = usePartnership(partnership).data?.parties ?? [];
  const answerOf = new Map((dialogue.answers ?? []).map((one) => [one.participantId, one]));
  const rows = sideBySide(
    instrument,
    people.map((who) => ({ who, answer: answerOf.get(who.participantId) })),
  );
  const name = (who: Named) => {
    const party = parties.find((one) => one.id === who.partyId);
    return party ? <PartyName party={party}>{who.name}</PartyName> : who.name;
  };
  const questions = instrument.questions.flatMap((question) => {
    const written = people.flatMap((who) => {
      const text = answerOf.get(who.participantId)?.comments[question.key];
      return text ? [{ who, text }] : [];
    });
    return written.length > 0 ? [{ question, written }] : [];
  });
  return (
    <>
      <Section title={t('open.title')} aside={t('open.order')}>
        <p className="sm dim">
          {pointsOf(instrument)
            .flatMap((point) => {
              const label = instrument.scale.labels[point];
              return label ? [`${point}: ${textIn(label, language)}`] : [];
            })
            .join(' · ')}
        </p>
        <ol className="l rows apart">
          {rows.map((row) => {
            const item = instrument.items.find((one) => one.key === row.key);
            const silent = row.ratings.filter(({ rating }) => rating === null).map(({ who }) => who);
            return (
              <li key={row.key}>
                <h3 className="joint">
                  {instrument.stem && (
                    <span className="dim">
                      <Said texts={instrument.stem} language={language} />{' '}
                    </span>
                  )}
                  {item && <Said texts={item.text} language={language} />}
                </h3>
                <p className="sm dim">
                  {row.apart === null
                    ? t('open.few')
                    : row.apart === 0
                      ? t('open.same')
                      : t('open.apart', { count: row.apart })}
                </p>
                <ul className="l by-point" style={{ '--points': pointsOf(instrument).length } as CSSProperties}>
                  {pointsOf(instrument).map((point) => {
                    const here = row.ratings.filter(({ rating }) => rating === point);
                    const label = instrument.scale.labels[point];
                    if (here.length === 0)
                      return (
                        <li key={point} className="nobody-here" aria-hidden="true">
                          <b>{point}</b>
                        </li>
                      );
                    return (
                      <li key={point}>
                        <b>
                          {point}
                          {label && (
                            <span className="vh">
                              , <Said texts={label} language={language} />
                            </span>
                          )}
                          <span className="vh">:</span>
                        </b>
                        {here.map(({ who }) => (
                          <span key={who.participantId}>{name(who)}</span>
                        ))}
                      </li>
                    );
                  })}
                </ul>
                {silent.length > 0 && (
                  <p className="sm dim">
                    {t('answer.cantSay')}: {own.list(silent.map((who) => who.name))}
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      </Section>
      {questions.length > 0 && (
        <Section title={t('open.words')}>
          <div className="stack wide-gap">
            {questions.map(({ question, written }) => (
              <section key={question.key} className="stack tight">
                <h3 className="joint">
                  <Said texts={question.text} language={language} />
                </h3>
                <ul className="l rows">
                  {written.map(({ who, text }) => (
                    <li key={who.participantId}>
                      <p className="sm">{name(who)}</p>
                      <blockquote className="joint said">{text}</blockquote>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </Section>
      )}
      <p className="sm dim measure">
        {t('open.what', { when: moment(dialogue.openedAt ?? dialogue.closesAt) })} {t('open.whatNot')}
      </p>
    </>
  );
}
