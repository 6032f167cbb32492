import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InviteeLink, Round } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';
import { CopyLink, QrCode } from '../components/CopyLink.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { useInvitees } from './api.ts';
import { useRoundName } from './useRoundName.ts';

type Linked = InviteeLink & { link: string };
const isLinked = (invitee: InviteeLink): invitee is Linked => invitee.link !== null;

/** Links of my own party, to be handed over by any means. Says nothing about who opened theirs. */
export function RoundLinks({ id, round }: { id: string; round: Round }) {
  const { t } = useTranslation('surveys');
  const invitees = useInvitees(id, round.id);
  const [shown, show] = useState<Linked | null>(null);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return;
    window.print();
    setPrinting(false);
  }, [printing]);

  const copy = async (invitee: Linked) => {
    try {
      await navigator.clipboard.writeText(invitee.link);
      toast(t('links.copied', { name: invitee.name }));
    } catch {
      // Browsers refuse without a secure address: the dialog has the link to select.
      show(invitee);
    }
  };

  return (
    <>
      <Section
        title={t('links.title')}
        more={
          (invitees.data?.length ?? 0) > 0 && (
            <Button small icon="print" onClick={() => setPrinting(true)}>
              {t('links.print')}
            </Button>
          )
        }
      >
        <p className="sm dim narrow">{t('links.text')}</p>
        <Loaded query={invitees} lines={4}>
          {(all) => (
            <ul className="l rows links after">
              {all.map((invitee) =>
                !isLinked(invitee) ? (
                  <li key={invitee.participantId}>
                    <span>{invitee.name}</span>
                    <span className="sm dim">{t('links.onPaper')}</span>
                  </li>
                ) : (
                  <li key={invitee.participantId}>
                    <span>{invitee.name}</span>
                    <span className="sm dim">{t(`mail.${invitee.mail}`)}</span>
                    <span className="acts">
                      <Button
                        small
                        icon="copy"
                        onClick={() => void copy(invitee)}
                        aria-label={t('links.copyFor', { name: invitee.name })}
                      >
                        {t('links.copy')}
                      </Button>
                      <Button
                        small
                        kind="plain"
                        onClick={() => show(invitee)}
                        aria-label={t('links.showFor', { name: invitee.name })}
                      >
                        {t('links.show')}
                      </Button>
                    </span>
                  </li>
                ),
              )}
            </ul>
          )}
        </Loaded>
      </Section>
      {shown && (
        <Dialog title={shown.name} onClose={() => show(null)}>
          <CopyLink label={t('links.label')} hint={t('links.hint')} link={shown.link} />
          <QrCode text={shown.link} label={t('links.code', { name: shown.name })} />
        </Dialog>
      )}
      {printing && <Slips links={(invitees.data ?? []).filter(isLinked)} round={round} />}
    </>
  );
}

/** One slip a person, two beside each other, to be cut and handed over. Only on paper. */
function Slips({ links, round }: { links: readonly Linked[]; round: Round }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const title = useRoundName()(round);
  return (
    <ul className="l slips printing print-only">
      {links.map((invitee) => (
        <li key={invitee.participantId}>
          <b>{invitee.name}</b>
          <span>
            {round.instrument.title}, {title}
          </span>
          <QrCode text={invitee.link} label={t('links.code', { name: invitee.name })} />
          <span className="address">{invitee.link}</span>
          <span>{t('links.slip', { when: format.moment(round.closesAt, 'long', round.timeZone) })}</span>
        </li>
      ))}
    </ul>
  );
}
