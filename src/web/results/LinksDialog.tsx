import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultsLink, ResultsLinkMade } from '../../domain/results/contract.ts';
import { asReportLanguage, LINK_DAYS, LINK_DAYS_MOST, REPORT_LANGUAGES } from '../../domain/results/words.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';
import { CopyLink } from '../components/CopyLink.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { type Errors, looksLikeEmail, orNull, useForm } from '../components/form.ts';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { usePartnership } from '../partnerships/api.ts';
import { PartyMark } from '../partnerships/PartyMark.tsx';
import { LANGUAGE_NAMES } from '../platform/languages.ts';
import { installationQuery, useMe } from '../platform/session.ts';
import { useFormat } from '../platform/useFormat.ts';
import { daysAhead } from '../surveys/rounds.ts';
import { endLink, lastMinute, makeLink, useLinks, useRefreshLinks } from './api.ts';
import './results.css';

interface Props {
  id: string;
  round: Round;
  onClose: () => void;
}

/** Who can read these results without an account: make a link for a named person, see them all, end any of them. */
export default function LinksDialog({ id, round, onClose }: Props) {
  const { t } = useTranslation('results');
  const links = useLinks(id, round.id);
  const [made, setMade] = useState<ResultsLinkMade | null>(null);
  return (
    <Dialog title={t('links.title')} onClose={onClose} wide>
      <p className="sm dim">{t('links.text')}</p>
      {made ? (
        <Made made={made} again={() => setMade(null)} />
      ) : (
        <NewLink id={id} round={round} onMade={(link) => setMade(link)} />
      )}
      <section className="sec" aria-labelledby="h-links">
        <header>
          <h3 id="h-links">{t('links.list')}</h3>
        </header>
        <Loaded query={links} lines={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="sm dim">{t('links.none')}</p>
            ) : (
              <ul className="l rows reading-links">
                {items.map((link) => (
                  <Line key={link.id} id={id} round={round.id} link={link} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <p className="xs dim">{t('links.opened')}</p>
      </section>
    </Dialog>
  );
}

function NewLink({ id, round, onMade }: { id: string; round: Round; onMade: (made: ResultsLinkMade) => void }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const me = useMe();
  const mail = useQuery(installationQuery).data?.mail ?? false;
  const refresh = useRefreshLinks(id, round.id);
  const form = useForm({
    values: {
      name: '',
      email: '',
      endsOn: daysAhead(format.today(), LINK_DAYS),
      language: asReportLanguage(me?.language),
    },
    check: ({ name, email, endsOn }): Errors => ({
      ...(name.trim() === '' ? { name: t('links.nameMissing') } : {}),
      ...(email.trim() === '' || looksLikeEmail(email) ? {} : { email: t('links.emailWrong') }),
      ...(endsOn === '' ? { endsOn: t('links.dayMissing') } : {}),
    }),
    send: async ({ name, email, endsOn, language }, key) => {
      const wish = { name: name.trim(), email: orNull(email), endsOn, language, timeZone: format.timeZone };
      onMade(await makeLink(id, round.id, wish, key));
      await refresh();
    },
  });
  return (
    <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
      <div className="forms">
        <TextField
          id={form.id('name')}
          label={t('links.name')}
          hint={t('links.nameHint')}
          value={form.values.name}
          maxLength={120}
          error={form.errors.name}
          onChange={(name) => form.set({ name })}
        />
        <TextField
          id={form.id('email')}
          type="email"
          label={t('links.email')}
          note={t('common:optional')}
          hint={t(mail ? 'links.emailHint' : 'links.noMail')}
          value={form.values.email}
          error={form.errors.email}
          onChange={(email) => form.set({ email })}
        />
        <TextField
          id={form.id('endsOn')}
          type="date"
          label={t('links.endsOn')}
          hint={t('links.endsOnHint')}
          value={form.values.endsOn}
          min={format.today()}
          max={daysAhead(format.today(), LINK_DAYS_MOST)}
          error={form.errors.endsOn}
          onChange={(endsOn) => form.set({ endsOn })}
        />
        <SelectField
          label={t('links.language')}
          hint={t('links.languageHint')}
          value={form.values.language}
          onChange={(language) => form.set({ language })}
          options={REPORT_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      </div>
      <FormNotes form={form} />
      <div className="acts">
        <Button kind="primary" type="submit" icon="link" busy={form.busy}>
          {t('links.make')}
        </Button>
      </div>
    </form>
  );
}

/** The link itself: this once, because only its hash is kept. */
function Made({ made, again }: { made: ResultsLinkMade; again: () => void }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const { name, endsAt } = made.made;
  return (
    <div className="stack tight">
      <CopyLink
        label={t('links.link', { name })}
        link={made.link}
        hint={[t('links.until', { when: format.moment(lastMinute(endsAt)) }), made.mailed && t('links.mailed')]
          .filter(Boolean)
          .join(' ')}
      />
      <p className="sm dim">{t('links.once')}</p>
      <div className="acts">
        <Button onClick={again}>{t('links.another')}</Button>
      </div>
    </div>
  );
}

function Line({ id, round, link }: { id: string; round: string; link: ResultsLink }) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const refresh = useRefreshLinks(id, round);
  const [busy, setBusy] = useState(false);
  const party = usePartnership(id).data?.parties.find((one) => one.id === link.madeBy.partyId);
  const end = async () => {
    setBusy(true);
    try {
      await endLink(id, round, link.id);
      toast(t('links.ended', { name: link.name }));
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      await refresh();
      setBusy(false);
    }
  };
  const state =
    link.state === 'ended'
      ? t('links.endedBy', { name: link.endedBy?.name ?? '', day: format.date(link.endedAt ?? link.endsAt) })
      : t(`links.${link.state}`, { when: format.moment(lastMinute(link.endsAt), 'medium') });
  return (
    <li>
      <span>
        <b>{link.name}</b>
        <span className="sm dim pt">
          {party && <PartyMark party={party} size="sm" />}{' '}
          {t('links.madeBy', { name: link.madeBy.name, day: format.date(link.madeAt) })}
        </span>
      </span>
      <span className="sm">
        <span>{state}</span>
        <span className="dim">
          {link.lastOpenedOn ? t('links.last', { day: format.day(link.lastOpenedOn) }) : t('links.never')}
        </span>
      </span>
      {link.state === 'open' && (
        <Button
          small
          kind="danger"
          busy={busy}
          aria-label={t('links.endFor', { name: link.name })}
          onClick={() => void end()}
        >
          {t('links.end')}
        </Button>
      )}
    </li>
  );
}
