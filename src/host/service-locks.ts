/** LockService: three separate locks, lost when the run ends or asks a person something (PLATFORM facts 108-110). */
import { ServiceError } from "./service-error";
import type { Call } from "./service-world";

export type LockKind = "script" | "document" | "user";

/** Who holds what. Somebody outside this host is holder 0. */
export class LockDesk {
	private readonly holders = new Map<string, number>();

	private name(kind: LockKind, user: string): string {
		return kind === "user" ? `user:${user}` : kind;
	}

	holder(kind: LockKind, user: string): number | null {
		return this.holders.get(this.name(kind, user)) ?? null;
	}

	take(kind: LockKind, user: string, holder: number): boolean {
		const name = this.name(kind, user);
		const current = this.holders.get(name);
		if (current !== undefined && current !== holder) return false;
		this.holders.set(name, holder);
		return true;
	}

	release(kind: LockKind, user: string, holder: number): void {
		const name = this.name(kind, user);
		if (this.holders.get(name) === holder) this.holders.delete(name);
	}

	releaseAll(holder: number): void {
		for (const [name, current] of this.holders) if (current === holder) this.holders.delete(name);
	}
}

function tryLock({ world, execution }: Call, kind: LockKind, waitMs: number): boolean {
	if (world.locks.holder(kind, execution.user) === execution.id) return true;
	if (waitMs < 0) return false;
	const free = world.locks.take(kind, execution.user, execution.id);
	if (!free) world.clock.now += waitMs;
	return free;
}

export const lockOperations = {
	"lock.try": tryLock,
	"lock.wait": (call: Call, kind: LockKind, waitMs: number): void => {
		if (!tryLock(call, kind, waitMs))
			throw new ServiceError("Lock timeout: another process was holding the lock for too long.");
	},
	"lock.release": ({ world, execution }: Call, kind: LockKind): void =>
		world.locks.release(kind, execution.user, execution.id),
	"lock.has": ({ world, execution }: Call, kind: LockKind): boolean =>
		world.locks.holder(kind, execution.user) === execution.id,
};
