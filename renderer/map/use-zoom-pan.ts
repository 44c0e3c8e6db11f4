/**
 * Zoom and pan of a map view by wheel, drag and buttons. A drag of less than 3 px stays a click, so pinning works.
 */
import { useEffect, useRef, useState, type PointerEvent, type SVGAttributes } from 'react';
import { unmoved, type ZoomPan } from './projection.ts';

const smallestScale = 0.6;
const largestScale = 24;
const wheelStep = 0.0016;
const clickLimitPx = 3;

/** Scaled about a point of the view; at scale 1 without shift it is the fitted view again. */
function zoomedAbout(moved: ZoomPan, factor: number, x: number, y: number): ZoomPan {
  const scale = Math.max(smallestScale, Math.min(largestScale, moved.scale * factor));
  const ratio = scale / moved.scale;
  return { scale, x: x - (x - moved.x) * ratio, y: y - (y - moved.y) * ratio };
}

export function useZoomPan(widthPx: number, heightPx: number) {
  const [moved, setMoved] = useState<ZoomPan>(unmoved);
  const ref = useRef<SVGSVGElement>(null);
  const drag = useRef<{ x: number; y: number; start: ZoomPan; isDragging: boolean }>(undefined);

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    // React listens to wheel passively; the page must not scroll along, so the listener is our own.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * wheelStep);
      setMoved((before) => zoomedAbout(before, factor, event.clientX - bounds.left, event.clientY - bounds.top));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const dragHandlers: SVGAttributes<SVGSVGElement> = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, start: moved, isDragging: false };
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const from = drag.current;
      if (!from) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.isDragging && Math.hypot(dx, dy) < clickLimitPx) return;
      if (!from.isDragging) event.currentTarget.setPointerCapture(event.pointerId);
      from.isDragging = true;
      setMoved({ ...from.start, x: from.start.x + dx, y: from.start.y + dy });
    },
    onPointerUp: () => {
      drag.current = undefined;
    },
    onPointerCancel: () => {
      drag.current = undefined;
    },
  };
  const zoomBy = (factor: number): void => setMoved((before) => zoomedAbout(before, factor, widthPx / 2, heightPx / 2));
  return { moved, setMoved, zoomBy, ref, dragHandlers };
}
