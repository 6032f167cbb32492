import { Outlet } from '@tanstack/react-router';
import { BrandMark } from './Brand.tsx';
import { SchemeSwitch } from './SchemeSwitch.tsx';

/** The frame of the pages one sees before being signed in. */
export default function Outside() {
  return (
    <div className="outside">
      <header>
        <p className="brand">
          <BrandMark />
          Entente
        </p>
        <SchemeSwitch />
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
