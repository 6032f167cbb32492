import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { Button } from './Button.tsx';

/** A link to hand over: readable, copied with one press, and as a QR code for a phone or a printed page. */
export function CopyLink({ label, link, hint }: { label: string; link: string; hint?: string }) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const [code, setCode] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 4000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // Without a secure address there is no clipboard interface; the selected text can still be copied this way.
      document.execCommand('copy');
    }
    setCopied(true);
  };

  return (
    <div className="field copylink">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div className="copyline">
        <input
          ref={input}
          id={id}
          className="inp"
          readOnly
          value={link}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          icon={copied ? 'check' : 'copy'}
          onClick={() => void copy()}
          aria-label={`${t('action.copy')}: ${label}`}
        >
          {copied ? t('action.copied') : t('action.copy')}
        </Button>
        <Button
          kind="plain"
          aria-expanded={code}
          onClick={() => setCode(!code)}
          aria-label={`${code ? t('action.hideCode') : t('action.showCode')}: ${label}`}
        >
          {code ? t('action.hideCode') : t('action.showCode')}
        </Button>
      </div>
      <span className="vh" role="status">
        {copied ? t('action.copied') : ''}
      </span>
      {code && <QrCode text={link} label={t('qrLabel', { label })} />}
    </div>
  );
}

/** Dark on white in every scheme, with the quiet zone scanners need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = encode(text, { border: 4 });
  let path = '';
  code.data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
