import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  Document,
  DocumentCard,
  DocumentFile,
  DocumentPage,
  DocumentVersion,
  ForeignText,
  NewDocument,
  NewProposal,
} from '../../domain/documents/contract.ts';
import type { SignatoryRole } from '../../domain/documents/words.ts';
import { address, get, patch, post, put, remove } from '../platform/http.ts';
import { upload } from '../platform/upload.ts';

const base = (partnership: string) => `/partnerships/${partnership}/documents`;
const one = (partnership: string, id: string) => `${base(partnership)}/${id}`;
const version = (partnership: string, id: string, number: number) => `${one(partnership, id)}/versions/${number}`;

export const documentsQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'documents'],
    queryFn: async ({ signal }) => {
      const items: DocumentCard[] = [];
      let cursor: string | null = null;
      do {
        const page: Static<typeof DocumentPage> = await get(base(partnership), { limit: 200, cursor }, signal);
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      return items;
    },
  });
export const documentQuery = (partnership: string, id: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'document', id],
    queryFn: ({ signal }) => get<Document>(one(partnership, id), undefined, signal),
  });
/** The words of a version never change; whose yes it has does, and is read with the document. */
export const versionQuery = (partnership: string, id: string, number: number) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'document', id, 'version', number],
    queryFn: ({ signal }) => get<DocumentVersion>(version(partnership, id, number), undefined, signal),
  });

export const useDocuments = (partnership: string) => useQuery(documentsQuery(partnership));
export const useDocument = (partnership: string, id: string) => useQuery(documentQuery(partnership, id));
/** Null: nothing to read. */
export const useVersion = (partnership: string, id: string, number: number | null | undefined) =>
  useQuery({ ...versionQuery(partnership, id, number ?? 0), enabled: typeof number === 'number' });

/* ── Writes ── */

export const startDocument = (partnership: string, body: NewDocument, key: string) =>
  post<Document>(base(partnership), body, key);
/** Nothing is kept of the file: what it says comes back, by its headings. */
export const readWord = (partnership: string, file: string) => post<ForeignText>(`${base(partnership)}/word`, { file });
export const renameDocument = (partnership: string, id: string, title: string, seen: number) =>
  patch<Document>(one(partnership, id), { title }, seen);
export const removeDocument = (partnership: string, id: string, seen: number) => remove(one(partnership, id), seen);
export const shareDocument = (partnership: string, id: string) => post<Document>(`${one(partnership, id)}/share`);
export const amendDocument = (partnership: string, id: string) => post<Document>(`${one(partnership, id)}/draft`);
export const dropDraft = (partnership: string, id: string) => remove<Document>(`${one(partnership, id)}/draft`);
export const proposeDocument = (partnership: string, id: string, body: NewProposal, key: string) =>
  post<Document>(`${one(partnership, id)}/proposal`, body, key);
export const ratifyVersion = (
  partnership: string,
  id: string,
  number: number,
  body: { hash: string; password?: string },
) => put<Document>(`${version(partnership, id, number)}/ratification`, body);
export const declineVersion = (partnership: string, id: string, number: number, reason: string) =>
  post<Document>(`${version(partnership, id, number)}/decline`, { reason });
export const withdrawVersion = (partnership: string, id: string, number: number) =>
  post<Document>(`${version(partnership, id, number)}/withdraw`);
export const remindSignatories = (partnership: string, id: string, number: number) =>
  post<{ told: number }>(`${version(partnership, id, number)}/reminder`);
export const chooseSignatory = (partnership: string, id: string, role: SignatoryRole) =>
  put<Document>(`${one(partnership, id)}/signatory`, { role });

export const sendFile = (partnership: string, id: string, file: File, how: Parameters<typeof upload>[2]) =>
  upload<DocumentFile>(address(`${one(partnership, id)}/files`, { name: file.name.slice(-255) }), file, how);
export const removeFile = (partnership: string, id: string, file: string) =>
  remove(`${one(partnership, id)}/files/${file}`);

export const fileAddress = (partnership: string, id: string, file: string) =>
  address(`${one(partnership, id)}/files/${file}`);
export const proofAddress = (partnership: string, id: string, number: number, form: 'json' | 'pdf') =>
  address(`${version(partnership, id, number)}/proof.${form}`);
/** `number`: of a version; null: of the draft. */
export const textAddress = (partnership: string, id: string, number: number | null, form: 'docx' | 'md') =>
  address(`${number === null ? `${one(partnership, id)}/draft` : version(partnership, id, number)}/text.${form}`);
export const chainAddress = (partnership: string) => address(`/partnerships/${partnership}/chain.json`);

/** What a write answered is what is shown; lists, Home and the record are read again. */
export function useTakeIn(partnership: string) {
  const client = useQueryClient();
  return (document: Document) => {
    client.setQueryData(documentQuery(partnership, document.id).queryKey, document);
    void client.invalidateQueries({ queryKey: documentsQuery(partnership).queryKey });
    void client.invalidateQueries({ queryKey: ['partnership', partnership, 'document', document.id, 'version'] });
    void client.invalidateQueries({ queryKey: ['partnership', partnership, 'record'] });
    void client.invalidateQueries({ queryKey: ['home'] });
  };
}
