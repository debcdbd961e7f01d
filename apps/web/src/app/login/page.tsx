// Owns the address `/login`.
import { Suspense, type ReactElement } from 'react';
import { LoginView } from '../../access/login-view.tsx';

export default function LoginPage(): ReactElement {
  return (
    <Suspense>
      <LoginView />
    </Suspense>
  );
}
