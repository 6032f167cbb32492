/** @jsxImportSource preact */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type RoomLink, seatLink } from '../../domain/surveys/room.ts';
import type { RoomReply } from '../../domain/surveys/room-contract.ts';
import { fetchRoom, takeSeat } from './api.ts';
import { Notice } from './Ends.tsx';
import { momentWithDay, type Spoken } from './language.ts';
import { Info } from './pictures.tsx';
import { keepSeat, seatOf } from './seat.ts';

type View = { kind: 'loading' | 'unknown' | 'offline' | 'trouble' } | { kind: 'room'; reply: RoomReply };
type Refusal = 'full' | 'other' | 'offline' | 'trouble' | 'choose';

/** What the code on the screen of a room leads to: one question, and then a link like anybody's. */
export function Room({ link, words, language }: Spoken & { link: RoomLink }) {
  const [view, setView] = useState<View>({ kind: 'loading' });
  const [group, choose] = useState<string | null>(null);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const look = useCallback(() => {
    // This device sits already: the same seat again, whatever became of the room.
    const had = seatOf(link.round).link;
    if (had) return location.replace(had);
    void fetchRoom(link).then(({ status, body }) =>
      setView(body ? { kind: 'room', reply: body } : { kind: kindOf(status) }),
    );
  }, [link]);
  useEffect(look, [look]);

  if (view.kind === 'loading') return <Notice title={words.loading} text={[]} />;
  if (view.kind === 'unknown') return <Notice title={words.roomUnknownTitle} text={[words.roomUnknownText]} />;
  if (view.kind !== 'room') {
    const offline = view.kind === 'offline';
    return (
      <Notice
        title={offline ? words.offlineTitle : words.troubleTitle}
        text={[offline ? words.offlineText : words.troubleText]}
        action={{ label: words.tryNow, onClick: look }}
      />
    );
  }
  const { reply } = view;
  if (reply.state === 'cancelled') return <Notice title={words.cancelledTitle} text={[words.cancelledText]} />;
  if (reply.state === 'closed') {
    const early = Date.parse(reply.closesAt) > Date.now();
    const when = momentWithDay(reply.closesAt, language);
    return <Notice title={words.closedTitle} text={[early ? words.closedEarly : words.closedText(when)]} />;
  }

  const sit = async (event: Event) => {
    event.preventDefault();
    if (!group) return refuse('choose');
    setBusy(true);
    refuse(null);
    // Written down before it is asked for: a reply that is lost on the way costs no second seat.
    const { token } = seatOf(link.round);
    const { body, status, problem } = await takeSeat(link, group, token);
    if (body) {
      const seat = seatLink(link, reply.groups, group, token);
      keepSeat(link.round, { token, link: seat, until: Date.parse(reply.closesAt) });
      return location.replace(seat);
    }
    setBusy(false);
    if (status === 404 || status === 410) return look();
    refuse(problem.endsWith('seats-taken') ? 'full' : problem.endsWith('seated-elsewhere') ? 'other' : whyNot(status));
  };

  const said = { full: words.roomFull, other: words.roomOther, choose: words.roomChoose };
  const sentence =
    refusal &&
    (refusal in said ? said[refusal as keyof typeof said] : words[`${refusal as 'offline' | 'trouble'}Text`]);
  return (
    <section class="step">
      <form class="stack wide-gap" onSubmit={(event) => void sit(event)} noValidate>
        <p class="dim sm">{reply.partnership}</p>
        <h1 class="vh">{words.roomTitle}</h1>
        <fieldset class="qset" aria-describedby="room-note">
          <legend>{words.roomTitle}</legend>
          <div class="stack">
            {reply.parties.map((party, at) => (
              <label class="opt cant seat" key={party.mark} for={`party-${party.mark}`}>
                <input
                  type="radio"
                  name="party"
                  id={`party-${party.mark}`}
                  value={at}
                  onChange={() => {
                    choose(party.group);
                    refuse(null);
                  }}
                />
                <bdi>{party.name}</bdi>
              </label>
            ))}
          </div>
        </fieldset>
        <p role="alert" class={sentence ? 'note warn' : 'vh'}>
          {sentence && (
            <>
              <Info />
              <span>{sentence}</span>
            </>
          )}
        </p>
        <button class="btn primary wide" type="submit" aria-disabled={busy}>
          {words.roomTake}
        </button>
        <div class="sm dim stack" id="room-note">
          <p>{words.roomText}</p>
          <p>{words.roomLimits}</p>
        </div>
      </form>
    </section>
  );
}

const whyNot = (status: number): 'offline' | 'trouble' => (status === 0 ? 'offline' : 'trouble');
const kindOf = (status: number) => (status === 404 || status === 400 ? ('unknown' as const) : whyNot(status));
