import type { Document, Draft } from '../../domain/documents/contract.ts';
import { DocumentText } from './DocumentText.tsx';
import { Outline } from './Outline.tsx';

/** The draft of a document, where it is written. Until somebody may write in it (proposed, observers) it is read. */
export default function DraftEditor({
  document,
  draft,
  label,
}: {
  partnership: string;
  document: Document;
  draft: Draft;
  label: string;
}) {
  const text = { ...draft, kind: document.kind, language: document.language };
  return (
    <div className="sheetwrap">
      <Outline text={text} />
      <DocumentText text={text} label={label} />
    </div>
  );
}
