/**
 * Sizes that decide which parts are drawn; everything else is CSS.
 */
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';

/** The window has room for the library list and all rows of the grid. */
export const WIDE_PX = 1440;

function subscribeWidth(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

export const useIsWide = (): boolean => useSyncExternalStore(subscribeWidth, () => window.innerWidth >= WIDE_PX);

/** Width of an element's content box; 0 until it is drawn. */
export function useElementWidth<E extends Element>(): { ref: RefObject<E | null>; widthPx: number } {
  const ref = useRef<E>(null);
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, widthPx };
}

export interface ElementSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Content box of an element; undefined until it is drawn and has room. */
export function useElementSize<E extends Element>(): { ref: RefObject<E | null>; size: ElementSize | undefined } {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<ElementSize>();
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      const { clientWidth: widthPx, clientHeight: heightPx } = element;
      setSize(widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : undefined);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, size };
}
