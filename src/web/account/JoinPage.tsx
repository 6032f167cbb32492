import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import type { InvitationView } from '../../domain/partnerships/contract.ts';
import { buttonClass } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { ErrorState } from '../components/State.tsx';
import { lookUpInvitation } from '../partnerships/api.ts';
import { ProblemError } from '../platform/http.ts';
import { meQuery, signOut, useForgetEverything } from '../platform/session.ts';
import { useFormat } from '../platform/useFormat.ts';
import { AcceptAsMe, AcceptWithAccount } from './Accept.tsx';

type Invitation = Static<typeof InvitationView>;

/**
 * The page behind an invitation: who invites me to what, then accept, with the account created or signed in to on the
 * spot. The secret stands in the fragment of the address, which no browser sends to a server.
 */
export default function JoinPage() {
  const { t } = useTranslation('account');
  const token = useSyncExternalStore(onFragment, () => window.location.hash.slice(1));
  const [resolved, setResolved] = useState<string | null>(null);
  const me = useQuery(meQuery);
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookUpInvitation(token),
    enabled: token.length >= 20,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  if (token.length < 20) return <Closed title={t('join.noLinkTitle')}>{t('join.noLink')}</Closed>;
  if (invitation.error) {
    const unknown = invitation.error instanceof ProblemError && [400, 404].includes(invitation.error.status);
    return unknown ? (
      <Closed title={t('join.unknownTitle')}>{t('join.unknown')}</Closed>
    ) : (
      <ErrorState error={invitation.error} level={1} retry={() => void invitation.refetch()} />
    );
  }
  if (!invitation.data || me.isPending || resolved) return <Skeleton />;
  return (
    <Invited
      invitation={invitation.data}
      token={token}
      me={me.data?.email ?? null}
      onAccepted={() => setResolved(token)}
    />
  );
}

const onFragment = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

function Invited({
  invitation,
  token,
  me,
  onAccepted,
}: {
  invitation: Invitation;
  token: string;
  me: string | null;
  onAccepted: () => void;
}) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { invitedBy, participant, partnership, party } = invitation;
  const who = invitedBy?.name ?? t('join.whoFallback');

  if (invitation.state === 'accepted') {
    return (
      <Closed
        title={t('join.acceptedTitle')}
        action={
          <Link className={buttonClass('primary')} to="/partnerships/$id" params={{ id: partnership.id }}>
            {t('join.open', { partnership: partnership.name })}
          </Link>
        }
      >
        {me ? null : t('join.accepted', { partnership: partnership.name })}
      </Closed>
    );
  }
  if (invitation.state === 'expired') {
    const moment = format.moment(invitation.expiresAt);
    return <Closed title={t('join.expiredTitle')}>{t('join.expired', { moment, who })}</Closed>;
  }
  if (invitation.state === 'revoked')
    return <Closed title={t('join.revokedTitle')}>{t('join.revoked', { who })}</Closed>;
  if (me && participant.email && participant.email.toLowerCase() !== me.toLowerCase()) {
    return (
      <Closed title={t('join.wrongTitle')} action={<OtherAccount />}>
        {t('join.wrong', { email: participant.email, mine: me })}
      </Closed>
    );
  }
  return (
    <>
      <PageHead title={t('join.title')} />
      <div className="invited">
        <p className="dim">
          {invitedBy
            ? t('join.invitedBy', { name: invitedBy.name, party: invitedBy.party })
            : t('join.invitedByNobody')}
        </p>
        <p className="joint invited-name">{partnership.name}</p>
        <p className="sm dim">{common(`kind.${partnership.kind}`)}</p>
      </div>
      <div className="stack tight sm">
        <p>
          {t('join.as', {
            role: common(`role.${participant.role}`).toLocaleLowerCase(format.language),
            party: party.name,
          })}
        </p>
        {party.state === 'invited' && (participant.role === 'lead' || participant.role === 'sponsor') && (
          <p>{t('join.partyComesIn', { party: party.name })}</p>
        )}
        <p className="dim">
          {t('join.voluntary')} {t('join.expires', { moment: format.moment(invitation.expiresAt) })}
        </p>
      </div>
      {me ? (
        <>
          <AcceptAsMe token={token} email={me} onAccepted={onAccepted} />
          <OtherAccount plain />
        </>
      ) : (
        <AcceptWithAccount token={token} name={participant.name} email={participant.email} onAccepted={onAccepted} />
      )}
    </>
  );
}

/** Signs out and stays: the same page then asks for the right account. */
function OtherAccount({ plain }: { plain?: boolean }) {
  const { t } = useTranslation('account');
  const forget = useForgetEverything();
  const router = useRouter();
  return (
    <button
      type="button"
      className={buttonClass(plain ? 'plain' : 'primary')}
      onClick={async () => {
        await signOut();
        await forget();
        await router.invalidate();
      }}
    >
      {t('join.other')}
    </button>
  );
}

function Closed({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <>
      <PageHead title={title} intro={children && <p>{children}</p>} />
      {action}
    </>
  );
}
