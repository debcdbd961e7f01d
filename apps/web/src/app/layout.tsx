// Owns the frame of every page.
import type { Metadata, Viewport } from 'next';
import type { ReactElement, ReactNode } from 'react';
import './globals.css';
import { Providers } from './providers.tsx';

/** Title and icon before the page's own are known. */
export const metadata: Metadata = { title: 'mcpm', icons: { icon: '/favicon.svg' } };

/** The page is as wide as the screen; zooming stays free. */
export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: '#1f2937',
};

export default function RootLayout({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <html lang="en" suppressHydrationWarning>
      <body className="min-h-dvh font-sans antialiased">
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
