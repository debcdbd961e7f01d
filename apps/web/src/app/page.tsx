// Owns the address `/`: it leads to the servers.
'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { HOME } from '../access/return-path.ts';

export default function HomePage(): null {
  const router = useRouter();
  useEffect(() => router.replace(HOME), [router]);
  return null;
}
