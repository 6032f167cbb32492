import { Link, useParams } from '@tanstack/react-router';
import type { Dialogue } from '../../domain/dialogue/contract.ts';
import { Button } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useDialogue } from './api.ts';
import { Ended } from './Ended.tsx';
import { NamedPeople } from './NamedPeople.tsx';
import { OpenAnswers } from './OpenAnswers.tsx';
import { type Own, useOwn } from './useOwn.ts';
import { Waiting } from './Waiting.tsx';
import './dialogue.css';

/** One named dialogue: agree or decline, answer, and from the moment it opens everybody's answers. */
export default function DialoguePage() {
  const { id, dialogueId } = useParams({ from: '/inside/partnerships/$id/listen/dialogues/$dialogueId' });
  const dialogue = useDialogue(id, dialogueId);
  const own = useOwn();
  return (
    <Loaded query={dialogue} lines={8}>
      {(found) => (
        <div lang={own.language} dir={own.direction} className="own">
          <Head id={id} dialogue={found} own={own} />
          {found.state === 'waiting' ? (
            <Waiting key={found.id} partnership={id} dialogue={found} own={own} />
          ) : found.state === 'open' ? (
            <OpenAnswers partnership={id} dialogue={found} own={own} />
          ) : (
            <Ended partnership={id} dialogue={found} own={own} />
          )}
        </div>
      )}
    </Loaded>
  );
}

function Head({ id, dialogue, own }: { id: string; dialogue: Dialogue; own: Own }) {
  const { t, list } = own;
  const name = usePartnership(id).data?.name;
  const names = list(dialogue.people.map((one) => one.name));
  return (
    <>
      <PageHead
        title={dialogue.title ?? t('title')}
        context={name}
        back={
          <Link to="/partnerships/$id/listen" params={{ id }}>
            {t('listen')}
          </Link>
        }
        intro={
          <>
            <p>{t('intro', { names })}</p>
            <p>
              <b>{t('notConfidential')}</b> {t(`notConfidentialText.${dialogue.state}`)}
            </p>
          </>
        }
        actions={
          dialogue.state === 'open' && (
            <Button icon="print" onClick={() => window.print()}>
              {t('open.print')}
            </Button>
          )
        }
      />
      {dialogue.state !== 'open' && <NamedPeople partnership={id} dialogue={dialogue} own={own} />}
    </>
  );
}
