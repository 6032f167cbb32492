import { useTranslation } from 'react-i18next';
import { inGroups } from '../../domain/documents/chain.ts';
import { FILE_TYPES, type NamedFile } from '../../domain/documents/files.ts';
import { Icon } from '../components/Icon.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { fileAddress } from './api.ts';
import './files.css';

/** Where the files of a text are. */
export type FilePlace = { partnership: string; document: string };

/** A file as a reader finds it: to be taken along, with what tells it from every other. */
export function FileLink({ file, place }: { file: NamedFile; place: FilePlace }) {
  const { t } = useTranslation('files');
  const size = useSize();
  return (
    <span className="file">
      <a href={fileAddress(place.partnership, place.document, file.id)} download={file.name}>
        <Icon name="document" />
        <span>{file.name}</span>
      </a>
      <span className="sm dim">
        {t('about', { type: FILE_TYPES[file.type]?.label ?? file.type, size: size(file.size) })}
      </span>
      <span className="xs dim">{t('hash', { hash: inGroups(file.sha256) })}</span>
    </span>
  );
}

/** In thousands, as file managers count, in the numbers of the reader's language. */
export function useSize(): (bytes: number) => string {
  const { t } = useTranslation('files');
  const format = useFormat();
  return (bytes) => {
    const mega = bytes / 1_000_000;
    if (bytes < 999_500) return t('kilobytes', { size: format.number(Math.max(1, Math.round(bytes / 1000)), 0) });
    return t('megabytes', { size: format.number(mega, mega < 10 ? 1 : 0) });
  };
}
