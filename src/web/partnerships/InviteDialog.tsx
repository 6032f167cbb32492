import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { CopyLink } from '../components/CopyLink.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { installationQuery } from '../platform/session.ts';
import { useFormat } from '../platform/useFormat.ts';
import { inviteParticipant, revokeInvitation, useRefresh } from './api.ts';

/** Makes a further invitation link for a person, or takes back those that are open. */
export function InviteDialog({
  partnership,
  person,
  onClose,
}: {
  partnership: Partnership;
  person: Participant;
  onClose: () => void;
}) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const refresh = useRefresh(partnership.id);
  const mail = useQuery(installationQuery).data?.mail ?? false;
  const [made, setMade] = useState<{ link: string; expiresAt: string; mailed: boolean } | null>(null);
  const party = partnership.parties.find((one) => one.id === person.partyId)?.name ?? '';
  const { name } = person;
  const make = useForm({
    values: {},
    send: async (_values, key) => {
      setMade(await inviteParticipant(partnership.id, person.id, key));
      void refresh();
    },
  });
  const revoke = useForm({
    values: {},
    send: async () => {
      await revokeInvitation(partnership.id, person.id);
      toast(t('people.revoked', { name }));
      onClose();
      await refresh();
    },
  });
  return (
    <Dialog title={t('people.inviteTitle', { name })} onClose={onClose}>
      <div className="stack tight sm">
        <p>{t('people.inviteText', { name, party })}</p>
        {!made && (
          <p className="dim">
            {mail && person.email ? t('people.inviteSends', { email: person.email }) : t('people.inviteNoMail')}
            {person.account === 'invited' && ` ${t('people.inviteOpen')}`}
          </p>
        )}
      </div>
      {made ? (
        <>
          <CopyLink
            label={t('people.link', { name })}
            link={made.link}
            hint={[
              t('people.linkHint', { moment: format.moment(made.expiresAt) }),
              made.mailed && person.email && t('new.mailed', { email: person.email }),
            ]
              .filter(Boolean)
              .join(' ')}
          />
          <p className="sm dim">{t('people.linkOnce')}</p>
          <div className="acts">
            <Button kind="primary" onClick={onClose}>
              {t('common:action.close')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <FormNotes form={make.failure ? make : revoke} />
          <div className="acts">
            <Button kind="primary" icon="link" busy={make.busy} onClick={() => void make.submit()}>
              {t('people.makeLink')}
            </Button>
            {person.account === 'invited' && (
              <Button kind="danger" busy={revoke.busy} onClick={() => void revoke.submit()}>
                {t('people.revoke')}
              </Button>
            )}
          </div>
        </>
      )}
    </Dialog>
  );
}
