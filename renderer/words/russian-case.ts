/**
 * The accusative of a Russian place name after "через": only names in -а and -я change ("через Олю").
 */
export const accusative = (name: string): string => name.replace(/а$/, 'у').replace(/я$/, 'ю');
