@refunds
Feature: Refunds made in the Stripe dashboard
  The shop's owner gives money back in the Stripe dashboard, where the site is not asked. The site hears of it from
  Stripe, and from then on books, goods, the teacher's figures and the customer's inbox agree.

  @refund @smoke @inv-15 @inv-16
  Scenario: A course refunded in full is closed again
    Given Sam has bought Carl's course "First Tunes" for £49.99
    When the shop refunds the whole payment in the Stripe dashboard
    Then Sam cannot read the course's lessons
    And Stripe has returned £49.99 to Sam
    And the books show the course refunded: £49.99
    And Carl's finance page shows revenue of £0.00
    And these mails are sent, and no others:
      | to  | subject                        | saying |
      | Sam | Payment Refunded - {site}      | £49.99 |

  @refund @inv-15 @inv-16
  Scenario: Lessons refunded in full are withdrawn
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has paid for the lessons with the "Visa" card
    When the shop refunds the whole payment in the Stripe dashboard
    Then Stripe has returned £60.00 to Sam
    And the books show the lessons refunded: £60.00
    And Tina's finance page shows revenue of £0.00
    And these mails are sent, and no others:
      | to  | subject                        | saying |
      | Sam | Payment Refunded - {site}      | £60.00 |

  @refund @inv-15 @inv-16
  Scenario: A workshop place refunded in full is free again
    Given Sam has paid £25.00 for a place in Wendy's workshop "Articulation Online"
    When the shop refunds the whole payment in the Stripe dashboard
    Then Stripe has returned £25.00 to Sam
    And the books show the sessions refunded: £25.00
    And Wendy's finance page shows revenue of £0.00
    And these mails are sent, and no others:
      | to  | subject                    | saying |
      | Sam | Payment Refunded - {site}  | £25.00 |

  @refund @smoke @inv-16
  Scenario: A partial refund leaves the goods with the customer
    Given Sam is a student of Tina
    And Tina has accepted lessons for Sam at £40.00 and £20.00
    And Sam has paid for the lessons with the "Visa" card
    When the shop refunds £20.00 of the payment in the Stripe dashboard
    Then Stripe has returned £20.00 to Sam
    And the books show the lessons kept, with £20.00 refunded
    And Tina's finance page shows revenue of less than £54.00
    And these mails are sent, and no others:
      | to  | subject                        | saying |
      | Sam | Payment Refunded - {site}      | £20.00 |

  @inv-16
  Scenario: The news of a refund twice is a refund once
    Given Sam has an account
    And Carl offers the course "First Tunes" at £49.99
    And Sam has paid for the course with the "Visa" card
    And the shop has refunded the whole payment in the Stripe dashboard
    When Stripe delivers every event of the payment again
    Then Stripe has returned £49.99 to Sam
    And the books show the course refunded: £49.99
