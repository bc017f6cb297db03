/** What a service call does: "-" a handle, "g" asks, "r" asks for cells, "c" changes something, "w" writes cells. */
export type CallKind = "-" | "g" | "r" | "c" | "w";
