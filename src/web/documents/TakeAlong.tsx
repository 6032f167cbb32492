import { useTranslation } from 'react-i18next';
import { Disclosure } from '../components/Disclosure.tsx';
import { proofAddress, textAddress } from './api.ts';

interface Props {
  partnership: string;
  document: string;
  /** Of a version; null: of the draft. */
  number: number | null;
  /** Whether it came into force: only then there is something to prove. */
  proven?: boolean;
}

/** One text in the forms that people work with elsewhere. */
export function TakeAlong({ partnership, document, number, proven = false }: Props) {
  const { t } = useTranslation('documents');
  const forms = [
    ...(proven && number !== null
      ? [
          [t('page.pdf'), proofAddress(partnership, document, number, 'pdf')],
          [t('page.proof'), proofAddress(partnership, document, number, 'json')],
        ]
      : []),
    [t('page.word'), textAddress(partnership, document, number, 'docx')],
    [t('page.markdown'), textAddress(partnership, document, number, 'md')],
  ];
  return (
    <Disclosure small icon="download" label={t('page.take')}>
      <ul className="l takes">
        {forms.map(([label, href]) => (
          <li key={href}>
            <a href={href} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
