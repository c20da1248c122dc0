interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Pushes dots apart until each can be seen and pressed: in the Yangtze delta neighbours lie 5 units from one another. */
export function spreadDots(dots: readonly Dot[], minimum: number): Dot[] {
  const moved = dots.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < 60; round += 1) {
    let calm = true;
    moved.forEach((a, i) => {
      moved.slice(i + 1).forEach((b, j) => {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const distance = Math.hypot(dx, dy);
        if (distance >= minimum) return;
        calm = false;
        const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [Math.cos(i + j), Math.sin(i + j)];
        const push = (minimum - distance) / 2 + 0.05;
        a.x -= ux * push;
        a.y -= uy * push;
        b.x += ux * push;
        b.y += uy * push;
      });
    });
    if (calm) break;
  }
  return moved.map(({ x, y }) => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }));
}
