/** The window of every map here, in degrees; plate carrée: one degree of longitude is as wide as one of latitude is high. */
export const WINDOW = { south: 17, north: 47, west: 97, east: 128 } as const;

export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

export interface MapFrame {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** Units per degree in a frame. */
function unitsPerDegree({ height, margin }: MapFrame): number {
  return (height - 2 * margin) / (WINDOW.north - WINDOW.south);
}

/** The place of a point in the frame, y downwards; the window is centred across. */
export function project({ latitude, longitude }: GeoPoint, frame: MapFrame): { x: number; y: number } {
  const scale = unitsPerDegree(frame);
  const middle = (WINDOW.west + WINDOW.east) / 2;
  const round = (value: number): number => Math.round(value * 10) / 10;
  return { x: round(frame.width / 2 + (longitude - middle) * scale), y: round(frame.margin + (WINDOW.north - latitude) * scale) };
}

/** Parallels and meridians every five degrees over the whole frame, and the Tropic of Cancer apart: no borders, no coasts. */
export function graticule(frame: MapFrame): { lines: string; tropic: string } {
  const lines: string[] = [];
  for (let latitude = -90; latitude <= 90; latitude += 5) {
    const { y } = project({ latitude, longitude: 0 }, frame);
    if (y > 0 && y < frame.height) lines.push(`M0 ${y}H${frame.width}`);
  }
  for (let longitude = 0; longitude <= 180; longitude += 5) {
    const { x } = project({ latitude: 0, longitude }, frame);
    if (x > 0 && x < frame.width) lines.push(`M${x} 0V${frame.height}`);
  }
  return { lines: lines.join(''), tropic: `M0 ${project({ latitude: 23.44, longitude: 0 }, frame).y}H${frame.width}` };
}
