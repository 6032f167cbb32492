import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../domain/documents/contract.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { kindText } from '../../domain/documents/texts/index.ts';
import { CheckField } from '../components/Field.tsx';
import { documentQuery } from '../documents/api.ts';
import { useParticipants, usePartnership } from '../partnerships/api.ts';
import { markClass } from '../partnerships/PartyMark.tsx';
import { useMe } from '../platform/session.ts';
import { useWriters } from './api.ts';
import type { Sign } from './caret.ts';
import { DocumentShare, SectionShare } from './DraftShares.tsx';
import { LineState } from './LineState.tsx';
import { People } from './People.tsx';
import { RemarksOn } from './Remarks.tsx';
import { RowsPart } from './RowsPart.tsx';
import { TextPart } from './TextPart.tsx';
import { useAuthors, useDraft, useFreshFindings } from './useDraft.ts';
import './writing.css';

type Props = { partnership: string; document: Pick<Document, 'id' | 'kind' | 'language' | 'files'> };

/** A draft, written in by several at once: section by section, with who is here, who wrote what, and what is said of it. */
export default function DraftEditor({ partnership, document }: Props) {
  const writers = useWriters(partnership, document.id);
  const me = useMe();
  if (!writers.data?.draft || !me) return null;
  // Another draft is another text: nothing of this one is carried over.
  return (
    <Open
      key={writers.data.draft}
      partnership={partnership}
      document={document}
      draft={writers.data.draft}
      me={me.id}
    />
  );
}

function Open({ partnership, document, draft, me }: Props & { draft: string; me: string }) {
  const { t } = useTranslation('writing');
  const { link, state, again } = useDraft(partnership, document.id, draft, me);
  const writers = useWriters(partnership, document.id).data;
  const parties = usePartnership(partnership).data?.parties;
  const people = useParticipants(partnership).data ?? [];
  const client = useQueryClient();
  const [marked, setMarked] = useState(false);
  const mine = parties?.find((party) => party.mine)?.id;
  const authors = useAuthors(
    writers,
    state.people,
    useMemo(() => new Map(link && mine ? [[link.doc.clientID, mine]] : []), [link, mine]),
  );
  const signs = useMemo(
    () =>
      new Map(
        (parties ?? []).map((party): [string, Sign] => [party.id, { name: party.name, mark: markClass(party.mark) }]),
      ),
    [parties],
  );
  useFreshFindings(link, () =>
    client.invalidateQueries({ queryKey: documentQuery(partnership, document.id).queryKey, exact: true }),
  );
  // Proposed, removed, or another draft: the page says what is there now.
  const { ended, mode } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever what may be done here changes.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['partnership', partnership, 'document', document.id] });
  }, [client, partnership, document.id, ended, mode]);
  if (!link || !parties) return null;

  const kind = kindOf(document.kind);
  const text = kindText(document.kind, document.language);
  const readOnly = state.mode === 'read' || ended !== null;
  const place = { partnership, document: document.id };
  const files = { ...place, files: document.files };
  const joined = parties.filter((party) => party.state === 'in');
  return (
    <div className="draft-whole">
      <div className="draft-bar">
        <LineState state={state} onAgain={again} />
        <People people={state.people} parties={parties} />
      </div>
      <DocumentShare kind={kind} doc={link.doc} authors={authors} parties={joined} />
      <CheckField label={t('showWriters')} hint={t('showWritersHint')} checked={marked} onChange={setMarked} />
      {kind.sections.map((section) => {
        const words = text.sections[section.key];
        const title = words?.title ?? section.key;
        const part = { link, title, section, readOnly };
        return (
          <section
            key={section.key}
            className="draft-part"
            aria-labelledby={`s-${section.key}`}
            lang={document.language}
          >
            <h2 id={`s-${section.key}`}>{title}</h2>
            <p className="sm dim prompt" id={`prompt-${section.key}`}>
              {words?.prompt}
            </p>
            {section.type === 'text' ? (
              <TextPart {...part} signs={signs} marking={marked ? authors : null} />
            ) : (
              <RowsPart {...part} section={section} words={words} parties={joined} people={people} files={files} />
            )}
            <SectionShare section={section} doc={link.doc} authors={authors} parties={joined} />
            <RemarksOn {...place} section={section.key} title={title} parties={parties} />
          </section>
        );
      })}
      <section className="draft-part" aria-labelledby="s-whole">
        <h2 id="s-whole">{t('remarks.whole')}</h2>
        <RemarksOn {...place} section={null} title={t('remarks.whole')} parties={parties} />
      </section>
    </div>
  );
}
