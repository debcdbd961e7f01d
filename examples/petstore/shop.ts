// Owns what the store knows: its pets and orders, in memory.
import { Refusal } from './problem.ts';

/** The statuses of a pet. */
export const petStatuses = ['available', 'pending', 'sold'] as const;
export type PetStatus = (typeof petStatuses)[number];

/** What is said about a pet. */
export interface NewPet {
  readonly name: string;
  readonly status: PetStatus;
  readonly tags?: readonly string[];
  readonly bornOn?: string | null;
}

/** A pet of the store. */
export interface Pet extends NewPet {
  readonly id: number;
}

/** What is said about an order. */
export interface NewOrder {
  readonly petId: number;
  readonly note?: string;
  readonly shipAt?: string;
}

/** An order placed. */
export interface Order extends NewOrder {
  readonly id: number;
  readonly state: 'placed' | 'shipped';
}

/** Which pets are asked for. */
export interface PetFilter {
  readonly status?: PetStatus;
  readonly tags?: readonly string[];
  readonly limit: number;
}

/** The store: three pets at first. Methods throw `Refusal` 404 for an unknown id. */
export class Shop {
  readonly #pets = new Map<number, Pet>();
  readonly #orders = new Map<number, Order>();
  #lastPet = 0;

  constructor() {
    this.addPet({ name: 'Rex', status: 'available', tags: ['friendly', 'large'], bornOn: '2021-05-04' });
    this.addPet({ name: 'Mia', status: 'available', tags: ['small'], bornOn: null });
    this.addPet({ name: 'Kiwi', status: 'sold', tags: ['small', 'loud'] });
  }

  pets({ status, tags, limit }: PetFilter): readonly Pet[] {
    return [...this.#pets.values()]
      .filter((pet) => status === undefined || pet.status === status)
      .filter((pet) => tags === undefined || tags.some((tag) => pet.tags?.includes(tag)))
      .slice(0, limit);
  }

  pet(id: number): Pet {
    const pet = this.#pets.get(id);
    if (pet === undefined) throw new Refusal(404, `There is no pet ${id}`);
    return pet;
  }

  addPet(pet: NewPet): Pet {
    this.#lastPet += 1;
    const added = { ...pet, id: this.#lastPet };
    this.#pets.set(added.id, added);
    return added;
  }

  replacePet(id: number, pet: NewPet): Pet {
    this.pet(id);
    const replaced = { ...pet, id };
    this.#pets.set(id, replaced);
    return replaced;
  }

  removePet(id: number): void {
    this.pet(id);
    this.#pets.delete(id);
  }

  /** Throws `Refusal` 409 when the pet is not available. */
  placeOrder(order: NewOrder): Order {
    const pet = this.pet(order.petId);
    if (pet.status !== 'available') throw new Refusal(409, `${pet.name} is ${pet.status}`);
    this.#pets.set(pet.id, { ...pet, status: 'pending' });
    const placed = { ...order, id: this.#orders.size + 1, state: 'placed' as const };
    this.#orders.set(placed.id, placed);
    return placed;
  }

  order(id: number): Order {
    const order = this.#orders.get(id);
    if (order === undefined) throw new Refusal(404, `There is no order ${id}`);
    return order;
  }

  inventory(): Readonly<Record<PetStatus, number>> {
    const count = (status: PetStatus) => this.pets({ status, limit: Infinity }).length;
    return { available: count('available'), pending: count('pending'), sold: count('sold') };
  }
}
