// Generated from the module "updateUser" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Update a User
 */
export interface UpdateUserParameters {
  /**
   * User ID. The ID that ChatBot gave the user.
   */
  id: (string | number | boolean)
  /**
   * Username
   */
  username?: string
  /**
   * Email. The user's email address.
   */
  email?: string
  /**
   * Name
   */
  name?: string
  /**
   * URL. The address of the user's website.
   */
  url?: string
  /**
   * Avatar. The address of the user's picture.
   */
  avatar?: string
  /**
   * Language. For example `en` or `pt-BR`.
   */
  language?: string
  /**
   * Timezone
   */
  timezone?: string
  /**
   * Gender
   */
  gender?: ("male" | "female" | "other")
  /**
   * IP Address
   */
  ip?: string
  /**
   * City
   */
  city?: string
  /**
   * Region
   */
  region?: string
  /**
   * Country
   */
  country?: string
  /**
   * Referrer. Where the user came from, such as the address of a page.
   */
  referrer?: string
  /**
   * Custom Fields. Attributes of your own. A field above wins over a custom field with the same key.
   */
  customFields?: {
    /**
     * Key. Choose a key that your users already have, or enter a new one.
     */
    key: (string | number | boolean)
    /**
     * Value
     */
    value: string
  }[]
}

/**
 * One bundle it puts out: Update a User
 */
export interface UpdateUserBundle {
  /**
   * User ID
   */
  id?: string
  /**
   * Timestamp
   */
  timestamp?: string
  /**
   * Status
   */
  status?: {
    /**
     * Code
     */
    code?: number
    /**
     * Type
     */
    type?: string
  }
}
