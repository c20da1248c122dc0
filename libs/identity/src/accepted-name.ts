const maxNameLength = 200;

/** A personal name is any Unicode: only control characters go, and what is longer than 200 characters is cut. */
export function acceptedName(name: string | undefined): string | null {
  const kept = name?.replaceAll(/\p{Cc}/gu, ' ').trim().normalize('NFC') ?? '';
  return [...kept].slice(0, maxNameLength).join('').trim() || null;
}
