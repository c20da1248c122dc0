/** Rounds to a tenth: small files, and no machine's last bit of a sine shows. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}

export function times<T>(count: number, draw: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => draw(index));
}

/** The point at `degrees` clockwise from the top, as path coordinates. */
export function at(x: number, y: number, radius: number, degrees: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${n(x + radius * Math.cos(angle))} ${n(y + radius * Math.sin(angle))}`;
}

export function disc(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}"/>`;
}

export function ring(x: number, y: number, radius: number, colour: string, width: number, more = ''): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" stroke="${colour}" stroke-width="${n(width)}"${more}/>`;
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${more}/>`;
}

export function box(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  const corner = radius > 0 ? ` rx="${n(radius)}"` : '';
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${corner} fill="${fill}"/>`;
}

export function shape(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}"${more}/>`;
}

export function stroke(d: string, colour: string, width: number, more = ''): string {
  return `<path d="${d}" stroke="${colour}" stroke-width="${n(width)}"${more}/>`;
}

/** Many dots of one colour and size in one path: zero-length strokes with round caps. */
export function dots(points: readonly (readonly [number, number])[], colour: string, radius: number): string {
  return points.length === 0 ? '' : stroke(points.map(([x, y]) => `M${n(x)} ${n(y)}h0`).join(''), colour, radius * 2);
}
